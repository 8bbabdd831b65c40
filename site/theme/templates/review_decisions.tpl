{{%AUTOESCAPE context="HTML"}}
<h1>Every decision</h1>
<p class="lead">{{REVIEW_TITLE}}: {{COUNTED}}. Each stands with who made it, why, and the words it rests on.</p>
{{>REVIEW_FRAME}}
{{#RECORD}}
<section class="study" id="{{SLUG}}">
<h2>{{TITLE}}</h2>
<p>{{TEXT}}{{#SOURCE_URL}} <a href="{{SOURCE_URL}}" rel="external">To the source</a>.{{/SOURCE_URL}}{{#IN_LIBRARY}} In this library: <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>.{{/IN_LIBRARY}}{{#STUDY}} Included as <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>.{{/STUDY}}</p>
{{#NO_DECISION}}
<p>Nobody has decided on it yet.</p>
{{/NO_DECISION}}
{{#ANY_DECISION}}
<ul>
{{#DECISION}}
<li><b>{{WHAT}}</b>, {{STAGE}}: {{WHO}}{{#SETTLED}}, to settle a difference{{/SETTLED}}.{{#REASON}} Reason: {{REASON}}.{{/REASON}}{{#NOTE}} {{NOTE}}{{/NOTE}}</li>
{{/DECISION}}
</ul>
{{/ANY_DECISION}}
</section>
{{/RECORD}}
