{{%AUTOESCAPE context="HTML"}}
<div class="prose">
<h1>{{TITLE}}</h1>
<p class="lead">{{DESCRIPTION_TEXT}}</p>
<h2 id="holds">What it holds</h2>
<p>{{RECORD_COUNT}}, each a plain text file:</p>
<ul class="terms">
{{#COUNTED}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/COUNTED}}
</ul>
<h2 id="trust">How far to trust it</h2>
<p>Every statement of an outcome names its source. Failures, results without a difference and gaps are kept and counted like successes. <a href="{{ROOT}}about/evidence.html">About the evidence</a> says how strength is judged and what the ratings cannot tell.</p>
<h2 id="data">For programs</h2>
<p>Each record's page names its JSON form. For all records:</p>
<ul>
{{#ALL_DATA}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>: {{NOTE}}</li>
{{/ALL_DATA}}
</ul>
<h2 id="reuse">Using the texts</h2>
<p>Licence: {{#LICENCE_URL}}<a href="{{LICENCE_URL}}">{{LICENCE}}</a>{{/LICENCE_URL}}{{#NO_LICENCE_URL}}{{LICENCE}}{{/NO_LICENCE_URL}}. Each page says how to cite it.</p>
<p>The whole site is a folder of files: it can be copied to a memory stick and read without a network.</p>
</div>
