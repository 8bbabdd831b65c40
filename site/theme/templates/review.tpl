{{%AUTOESCAPE context="HTML"}}
<h1>{{REVIEW_TITLE}}</h1>
<p class="lead">{{QUESTION}}</p>
{{>REVIEW_FRAME}}
<p>{{COUNTED}}. Reviewed by{{#REVIEWER}} {{NAME}}{{#REVIEWER_separator}};{{/REVIEWER_separator}}{{/REVIEWER}}.</p>
{{#ANY_OPEN}}
<section aria-labelledby="open">
<h2 id="open">What is not finished</h2>
<ul>
{{#OPEN}}
<li>{{TEXT}}</li>
{{/OPEN}}
</ul>
</section>
{{/ANY_OPEN}}
<section aria-labelledby="outcomes">
<h2 id="outcomes">How strong the evidence is, by outcome</h2>
<section class="scroll" aria-label="Strength of evidence by outcome" tabindex="0">
<table>
<thead><tr><th scope="col">Outcome</th><th scope="col">Strength of evidence</th><th scope="col">Which way the studies point</th><th scope="col">Sign test</th></tr></thead>
<tbody>
{{#OUTCOME}}
<tr id="outcome-{{SLUG}}"><th scope="row">{{LABEL}}</th><td><b>{{STRENGTH}}</b><br>{{WHY}}</td><td class="wide">{{#DIRECTION}}<b>{{LABEL}}: {{COUNT}}</b>{{#STUDY}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{#STUDY_separator}};{{/STUDY_separator}}{{/STUDY}}{{#DIRECTION_separator}}<br>{{/DIRECTION_separator}}{{/DIRECTION}}</td><td>{{SIGN}}</td></tr>
{{/OUTCOME}}
</tbody>
</table>
</section>
<details><summary>The rule for strength, and what the sign test can tell</summary>
<p>{{RULE}}</p>
<p>A study with several results on an outcome counts as what at least 70 per cent of its clear results say, else as mixed; whether chance may explain a result plays no part (Boon and Thomson 2021, doi:10.1002/jrsm.1458). The sign test is the exact binomial test of studies better against studies worse, two-sided; the interval is Wilson's. It says nothing of how large an effect is, and little where studies are few.</p>
</details>
</section>
{{#ANY_FINDING}}
<section class="prose" aria-labelledby="findings">
<h2 id="findings">Findings, and how sure they are</h2>
{{#FINDING}}
{{>STATEMENT}}
{{/FINDING}}
</section>
{{/ANY_FINDING}}
{{#PLOTS}}
<section aria-labelledby="plots">
<h2 id="plots">Plots</h2>
<p>Shape says which way a study points, shade how well it was done. All that they show stands in the table above and in <a href="#data">the data</a>. Effect direction plot after Boon and Thomson 2021; harvest plot after Ogilvie and others 2008, doi:10.1186/1471-2288-8-8.</p>
<figure class="plot"><section class="scroll" aria-label="Effect direction plot" tabindex="0">{{DIRECTIONS_HTML:none}}</section></figure>
<figure class="plot"><section class="scroll" aria-label="Harvest plot" tabindex="0">{{HARVEST_HTML:none}}</section></figure>
</section>
{{/PLOTS}}
{{#ANY_CLAIM}}
<section class="prose" aria-labelledby="claims">
<h2 id="claims">Claims of single studies</h2>
{{#CLAIM}}
{{>STATEMENT}}
{{/CLAIM}}
</section>
{{/ANY_CLAIM}}
<section class="prose" aria-labelledby="editions">
<h2 id="editions">Editions, and what changed</h2>
<ul>
{{#EDITION}}
<li>{{NAME}}, given out on {{DATE}}</li>
{{/EDITION}}
</ul>
{{#SINCE}}
<h3>Since edition {{NAME}}</h3>
{{#NOTHING}}
<p>Nothing has changed.</p>
{{/NOTHING}}
{{#NO_NOTHING}}
<p>{{IMPORTS}}, {{RECORDS}}.</p>
<ul>
{{#STAGE}}
<li>{{LABEL}}: {{DECIDED}}{{#ANY_ADDED}}; newly included:{{#ADDED}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{#ADDED_separator}},{{/ADDED_separator}}{{/ADDED}}{{/ANY_ADDED}}{{#ANY_REMOVED}}; no longer:{{#REMOVED}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{#REMOVED_separator}},{{/REMOVED_separator}}{{/REMOVED}}{{/ANY_REMOVED}}</li>
{{/STAGE}}
</ul>
{{/NO_NOTHING}}
{{#ANY_AMENDMENT}}
<p>The protocol was amended on the edition's day or later:</p>
<ul>
{{#AMENDMENT}}
<li>{{DATE}}: {{TEXT}}</li>
{{/AMENDMENT}}
</ul>
{{/ANY_AMENDMENT}}
{{/SINCE}}
</section>
<section class="prose" aria-labelledby="data">
<h2 id="data">Data to take away</h2>
<ul>
{{#DATA}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>: {{NOTE}}</li>
{{/DATA}}
</ul>
</section>
