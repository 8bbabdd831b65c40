{{%AUTOESCAPE context="HTML"}}
<div class="prose">
<h1>About the evidence</h1>
<p class="lead">Every record answers two questions that are easily taken for one another. They are kept apart on every page.</p>
<ol>
<li><b>Did outcomes improve, and how sure is that?</b> This is the <em>strength of evidence</em>. People judge it from evaluations.</li>
<li><b>How well is the approach carried out?</b> This is an <em>assessment</em>. Programs judge it from the words of the record.</li>
</ol>
<p>An approach can be carried out to the letter and change nothing; outcomes can improve where it was carried out badly. Neither answer stands for the other.</p>
<section aria-labelledby="strength">
<h2 id="strength">Strength of evidence</h2>
<p>One scale is used everywhere. A practice example shows the strength of the strongest evaluation that is linked to it.</p>
<dl class="scale">
{{#STRENGTH}}
<div><dt>{{LABEL}}</dt><dd>{{#NOTE}}{{NOTE}}{{/NOTE}}</dd></div>
{{/STRENGTH}}
</dl>
<p>Strength says how sure a finding is, not how large it is and not whether it is good news. “No difference found” can be strong evidence.</p>
</section>
<section aria-labelledby="result">
<h2 id="result">Results of practice examples</h2>
<p>What the sources report, whoever measured it. Read it together with the strength.</p>
<dl class="scale">
{{#RESULT}}
<div><dt>{{LABEL}}</dt><dd>{{#NOTE}}{{NOTE}}{{/NOTE}}</dd></div>
{{/RESULT}}
</dl>
</section>
<section aria-labelledby="carried-out">
<h2 id="carried-out">How an approach is carried out</h2>
<p>An assessor is a program that holds a text against the criteria of one approach. It gives each criterion one of four ratings, a reason, and the words of the text that the rating rests on. The words are cut from the text by Fieldbook, not by the assessor, so they cannot be misquoted.</p>
<dl class="scale">
{{#RATING}}
<div><dt>{{LABEL}}</dt><dd>{{#NOTE}}{{NOTE}}{{/NOTE}}</dd></div>
{{/RATING}}
</dl>
<p>Over all criteria, a record matches an approach in one of four degrees:</p>
<dl class="scale">
{{#FIT}}
<div><dt>{{LABEL}}</dt><dd>{{#NOTE}}{{NOTE}}{{/NOTE}}</dd></div>
{{/FIT}}
</dl>
</section>
<section aria-labelledby="limits">
<h2 id="limits">What these ratings cannot tell</h2>
<ul>
<li>An assessor reads the record and nothing else. A short record of good work is rated lower than a long record of poor work.</li>
<li>“Not found” means that the words are not there, not that the thing was not done.</li>
<li>Programs misread: irony, unusual words and sentences that point to other sentences lead them astray. The quoted words let you check.</li>
<li>The library is not complete. It holds what its writers found and had time to read; numbers of records are not numbers of services.</li>
<li>Records grow old. Each is held against its sources every {{REVIEW_MONTHS}} months; <a href="{{ROOT}}overdue.html">those that are overdue</a> are listed.</li>
</ul>
</section>
<section aria-labelledby="assessors">
<h2 id="assessors">The assessors</h2>
{{#NO_ASSESSOR}}
<p>This edition was published without assessors.</p>
{{/NO_ASSESSOR}}
{{#ASSESSOR}}
<details>
<summary><h3>{{NAME}}</h3> <span>version {{VERSION}}</span></summary>
<p>{{SUMMARY}}</p>
<dl class="scale">
{{#CRITERION}}
<div><dt>{{NAME}}</dt><dd>{{QUESTION}}</dd></div>
{{/CRITERION}}
</dl>
</details>
{{/ASSESSOR}}
</section>
</div>
