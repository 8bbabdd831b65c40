{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
<p class="lead">A review puts together what several studies say. Here each decision, each rating and each number leads to the words and the records that it rests on.</p>
<ul class="rows">
{{#REVIEW}}
<li class="row">
<p class="kind">Evidence review<span>{{STUDIES}}</span><span>edition {{EDITION}}</span></p>
<h2><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></h2>
<p>{{QUESTION}}</p>
{{#NOTICE}}
<p class="notice"><b>Read this first.</b> {{NOTICE}}</p>
{{/NOTICE}}
</li>
{{/REVIEW}}
</ul>
