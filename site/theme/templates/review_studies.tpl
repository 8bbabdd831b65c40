{{%AUTOESCAPE context="HTML"}}
<h1>The studies</h1>
<p class="lead">{{REVIEW_TITLE}}: {{COUNTED}}.</p>
{{>REVIEW_FRAME}}
<section class="scroll" aria-label="The studies in rows" tabindex="0">
<table>
<thead><tr><th scope="col">Study</th><th scope="col">Design</th><th scope="col">What was read</th><th scope="col">Approaches</th><th scope="col">Judged</th><th scope="col">Results</th></tr></thead>
<tbody>
{{#ROW}}
<tr><th scope="row"><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></th><td>{{DESIGN}}</td><td>{{READ}}</td><td>{{APPROACHES}}</td><td>{{JUDGED}}</td><td><a href="{{ROOT}}{{HREF}}">{{RESULTS}}<span class="vh"> results of {{LABEL}}</span></a></td></tr>
{{/ROW}}
</tbody>
</table>
</section>
{{#STUDY}}
<section class="study" id="{{SLUG}}">
<h2>{{LABEL}}</h2>
<p>{{TITLE}}</p>
<ul>
{{#REPORT}}
<li>{{TEXT}}{{#DECIDED}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>.{{/DECIDED}}{{#IN_LIBRARY}} In this library: <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>.{{/IN_LIBRARY}}</li>
{{/REPORT}}
</ul>
<dl class="facts">
{{#FACT}}
<div><dt>{{LABEL}}</dt><dd>{{VALUE}}</dd></div>
{{/FACT}}
</dl>
{{#JUDGED}}
<h3>{{TITLE}}</h3>
<p>{{LABEL}}: <b>{{VALUE}}</b></p>
<dl class="scale prose">
{{#BECAUSE}}
<div>{{>BECAUSE}}</div>
{{/BECAUSE}}
</dl>
{{/JUDGED}}
{{#ANY_RESULT}}
<h3>What it reports</h3>
<section class="scroll" aria-label="Results of {{LABEL}}: {{TITLE}}" tabindex="0">
<table>
<thead><tr><th scope="col">Outcome</th><th scope="col">Direction</th><th scope="col">Figure</th><th scope="col">The words it rests on</th></tr></thead>
<tbody>
{{#RESULT}}
<tr><th scope="row">{{OUTCOME}}</th><td>{{DIRECTION}}</td><td>{{FIGURE}}</td><td class="wide"><q>{{WORDS}}</q>{{#WHERE}} <span class="note">({{WHERE}})</span>{{/WHERE}}</td></tr>
{{/RESULT}}
</tbody>
</table>
</section>
{{/ANY_RESULT}}
{{#ANY_OPEN}}
<p>Not settled:</p>
<ul>
{{#OPEN}}
<li>{{TEXT}}</li>
{{/OPEN}}
</ul>
{{/ANY_OPEN}}
</section>
{{/STUDY}}
