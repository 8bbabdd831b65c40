{{%AUTOESCAPE context="HTML"}}
<h1>Protocol, people and forms</h1>
<p class="lead">{{REVIEW_TITLE}}: what was set out, what was changed, who did it and by which forms.</p>
{{>REVIEW_FRAME}}
<section class="prose" aria-labelledby="protocol">
<h2 id="protocol">The protocol</h2>
<p>{{QUESTION}}</p>
<dl class="facts">
{{#REGISTRATION}}
<div><dt>Registration</dt><dd>{{REGISTRATION}}</dd></div>
{{/REGISTRATION}}
{{#FACET}}
<div><dt>{{LABEL}}</dt><dd>{{TEXT}}</dd></div>
{{/FACET}}
</dl>
<h3>Taken in where all of this holds</h3>
<ul>
{{#TAKEN_IN}}
<li>{{TEXT}}</li>
{{/TAKEN_IN}}
</ul>
{{#ANY_LEFT_OUT}}
<h3>Left out where any of this holds</h3>
<ul>
{{#LEFT_OUT}}
<li>{{TEXT}}</li>
{{/LEFT_OUT}}
</ul>
{{/ANY_LEFT_OUT}}
<h3>Searches</h3>
<ul>
{{#SEARCH}}
<li>{{DATABASE}}, {{DATE}}: {{COUNT}}.{{#STRATEGY}} {{STRATEGY}}.{{/STRATEGY}} <span class="note">SHA-256 of what was imported: {{HASH}}</span></li>
{{/SEARCH}}
</ul>
<h3>Stages</h3>
<ol>
{{#STAGE}}
<li>{{LABEL}}: {{REVIEWERS}} on each record</li>
{{/STAGE}}
</ol>
<p>When reading stops: {{STOPPING}}</p>
<h3>Amendments</h3>
{{#NO_AMENDMENT}}
<p>There are none.</p>
{{/NO_AMENDMENT}}
{{#ANY_AMENDMENT}}
<ul>
{{#AMENDMENT}}
<li>{{DATE}}: {{WHAT}}.{{#WHY}} {{WHY}}.{{/WHY}}</li>
{{/AMENDMENT}}
</ul>
{{/ANY_AMENDMENT}}
</section>
<section aria-labelledby="people">
<h2 id="people">Who reviewed</h2>
<dl class="scale prose">
{{#REVIEWER}}
<div><dt>{{NAME}}</dt><dd>{{#ABOUT}}{{ABOUT}} {{/ABOUT}}Decisions on records: {{DECISIONS}}; answers to forms: {{ANSWERS}}; differences settled: {{SETTLED}}.</dd></div>
{{/REVIEWER}}
</dl>
<h3>How far they agreed</h3>
{{#NO_AGREEMENT}}
<p>No record was decided on by two reviewers at one stage, so there is no measure of agreement.</p>
{{/NO_AGREEMENT}}
{{#ANY_AGREEMENT}}
<section class="scroll" aria-label="Agreement between reviewers" tabindex="0">
<table>
<thead><tr><th scope="col">Stage</th><th scope="col">Records</th><th scope="col">Both in</th><th scope="col">First alone in</th><th scope="col">Second alone in</th><th scope="col">Both out</th><th scope="col">Agreement</th><th scope="col">Cohen's kappa (95 % interval)</th><th scope="col">AC1</th><th scope="col">PABAK</th></tr></thead>
<tbody>
{{#AGREEMENT}}
<tr><th scope="row">{{STAGE}}</th><td>{{RECORDS}}</td><td>{{BOTH_IN}}</td><td>{{FIRST_IN}}</td><td>{{SECOND_IN}}</td><td>{{BOTH_OUT}}</td><td>{{SHARE}}</td><td>{{KAPPA}} ({{INTERVAL}})</td><td>{{AC1}}</td><td>{{PABAK}}</td></tr>
{{/AGREEMENT}}
</tbody>
</table>
</section>
<p class="note">Decisions count as they were first made, before differences were settled.</p>
{{/ANY_AGREEMENT}}
</section>
<section class="prose" aria-labelledby="forms">
<h2 id="forms">The forms</h2>
{{#FORM_USED}}
<section id="{{SLUG}}">
<h3>{{TITLE}}</h3>
<p>{{PURPOSE}} Version {{VERSION}}, on a single {{UNIT}}; filled in {{COUNT}}. {{SOURCE}}. Licence: {{LICENCE_OF_IT}}.</p>
<details><summary>Its questions{{#ANY_JUDGEMENT}}, and how it judges{{/ANY_JUDGEMENT}}</summary>
<ol>
{{#QUESTION}}
<li>{{TEXT}}{{#ANSWERS}} <span class="note">{{ANSWERS}}</span>{{/ANSWERS}}</li>
{{/QUESTION}}
</ol>
{{#JUDGEMENT}}
<p>{{LABEL}}, by the first rule that holds:</p>
<ul>
{{#RULE}}
<li><b>{{GIVES}}</b>: {{WHEN}}</li>
{{/RULE}}
</ul>
{{/JUDGEMENT}}
</details>
</section>
{{/FORM_USED}}
</section>
