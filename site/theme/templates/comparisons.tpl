{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
<p class="lead">Up to four practice examples of one approach in one sector, next to one another.</p>
{{#NO_APPROACH}}
<p>There are none: no approach has two practice examples in one sector.</p>
{{/NO_APPROACH}}
{{#APPROACH}}
<h2>{{LABEL}}</h2>
<ul class="terms wide">
{{#SECTOR}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/SECTOR}}
</ul>
{{/APPROACH}}
