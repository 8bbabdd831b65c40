{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
{{#TERM}}
<section class="term" aria-labelledby="{{SLUG}}">
<h2 id="{{SLUG}}">{{LABEL}}</h2>
{{#NOTE}}
<p>{{NOTE}}</p>
{{/NOTE}}
{{#ALSO}}
<p class="note">Also called: {{ALSO}}</p>
{{/ALSO}}
<ul class="statements">
{{#BROADER}}
<li>Broader: <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></li>
{{/BROADER}}
{{#NARROWER}}
<li>Narrower: <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></li>
{{/NARROWER}}
{{#RELATED}}
<li>See also: <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></li>
{{/RELATED}}
{{#RECORDS}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/RECORDS}}
</ul>
</section>
{{/TERM}}
