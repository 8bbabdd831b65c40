{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
<p class="lead">The words this library sorts its records by, and what each of them means here.</p>
<ul class="terms wide">
{{#VOCABULARY}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/VOCABULARY}}
</ul>
