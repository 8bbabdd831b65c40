{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
<p class="lead">Every way into the library, with the number of records behind each. A broader term holds the records of its narrower ones. Practice examples of one approach and sector also stand <a href="{{ROOT}}compare/index.html">side by side</a>.</p>
{{#FACET}}
<section aria-labelledby="{{NAME}}">
<h2 id="{{NAME}}">{{LABEL}}</h2>
<ul class="terms wide">
{{#TERM}}
<li{{#NARROWER}} class="narrower"{{/NARROWER}}><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span>{{#NOTE}}<p>{{NOTE}}</p>{{/NOTE}}</li>
{{/TERM}}
</ul>
</section>
{{/FACET}}
