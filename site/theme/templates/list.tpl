{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
{{#LEAD}}
<p class="lead">{{LEAD}}</p>
{{/LEAD}}
{{#NOTE}}
<p class="note">{{NOTE}}</p>
{{/NOTE}}
<div class="columns">
<aside aria-label="Go on from here">
<p class="total">{{COUNTED}}</p>
{{#FEED}}
<p><a href="{{ROOT}}{{FEED}}">Follow this list (feed)</a></p>
{{/FEED}}
{{#ANY_RELATED_WAY}}
<h2>Other lists these records are in</h2>
{{/ANY_RELATED_WAY}}
{{#RELATED_WAY}}
<h3>{{HEADING}}</h3>
<ul class="terms">
{{#TERM}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/TERM}}
</ul>
{{/RELATED_WAY}}
</aside>
<div class="text">
<h2 class="vh">Records</h2>
{{#NO_ROW}}
<p>There are none.</p>
{{/NO_ROW}}
{{#ANY_ROW}}
<ul class="rows">
{{#ROW}}
{{>ROW}}
{{/ROW}}
</ul>
{{/ANY_ROW}}
{{>PAGES}}
</div>
</div>
