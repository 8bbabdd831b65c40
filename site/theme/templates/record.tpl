{{%AUTOESCAPE context="HTML"}}
<article class="record{{#ANY_EVIDENCE}} briefing{{/ANY_EVIDENCE}}">
<header class="head">
<p class="kind">{{KIND}}{{#WHERE}} <span>{{WHERE}}</span>{{/WHERE}}{{#WHEN}} <span>{{WHEN}}</span>{{/WHEN}}</p>
<h1>{{TITLE}}</h1>
<p class="lead">{{SUMMARY}}</p>
</header>
{{#ANY_AT_A_GLANCE}}
<dl class="glance">
{{#AT_A_GLANCE}}
<div><dt>{{LABEL}}</dt><dd>{{#VALUE}}<b>{{TEXT}}</b>{{/VALUE}}{{#NOTE}}<p>{{NOTE}}</p>{{/NOTE}}{{#LINK}}<p class="screen"><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></p>{{/LINK}}</dd></div>
{{/AT_A_GLANCE}}
</dl>
{{/ANY_AT_A_GLANCE}}
<div class="columns">
<aside aria-label="Facts and contents">
{{#ANY_FACT}}
<h2>Facts</h2>
<dl class="facts">
{{#FACT}}
<div><dt>{{LABEL}}</dt>
{{#VALUE}}
<dd>{{#LINK}}<a href="{{ROOT}}{{HREF}}">{{TEXT}}</a>{{/LINK}}{{#URL}}<a href="{{ADDRESS}}">{{TEXT}}</a>{{/URL}}{{#NO_LINK}}{{#NO_URL}}{{TEXT}}{{/NO_URL}}{{/NO_LINK}}</dd>
{{/VALUE}}
</div>
{{/FACT}}
</dl>
{{/ANY_FACT}}
<nav class="contents" aria-labelledby="part_contents">
<h2 id="part_contents">On this page</h2>
<ol>
{{#CONTENTS}}
<li><a href="{{HREF}}">{{LABEL}}</a></li>
{{/CONTENTS}}
</ol>
</nav>
{{#ANY_EVIDENCE}}
<p class="note screen">Print this page to get a briefing on one side of A4, for a committee paper.</p>
{{/ANY_EVIDENCE}}
</aside>
<div class="text">
{{#FINDINGS}}
<section class="findings" aria-labelledby="part_findings">
<h2 id="part_findings">Findings</h2>
<section class="scroll" aria-label="Table of findings" tabindex="0">
<table>
<thead><tr><th scope="col">Outcome</th><th scope="col">Direction</th>{{#FIGURES}}<th scope="col">Figure</th>{{/FIGURES}}{{#NOTES}}<th scope="col">Note</th>{{/NOTES}}</tr></thead>
<tbody>
{{#FINDING}}
<tr><th scope="row">{{OUTCOME}}</th><td>{{DIRECTION}}</td>{{#FIGURES}}<td>{{FIGURE}}</td>{{/FIGURES}}{{#NOTES}}<td>{{NOTE}}</td>{{/NOTES}}</tr>
{{/FINDING}}
</tbody>
</table>
</section>
</section>
{{/FINDINGS}}
<div class="body">
{{BODY_HTML:none}}
</div>
{{#EVIDENCE}}
<section class="panel" aria-labelledby="part_evidence">
<h2 id="part_evidence">Strength of evidence: {{STRENGTH}}</h2>
{{#REASON}}
<p>{{REASON}}</p>
{{/REASON}}
{{#SCOPE}}
<p>On the scale of this library: {{SCOPE}}</p>
{{/SCOPE}}
{{#ANY_EVALUATION}}
<h3>Evaluations of it</h3>
<ul class="rows">
{{#EVALUATION}}
{{>ROW}}
{{/EVALUATION}}
</ul>
{{/ANY_EVALUATION}}
<p class="note">This is about how sure the effect is, not about how well the approach is carried out. <a href="{{ROOT}}about/evidence.html#strength">How strength is judged</a></p>
</section>
{{/EVIDENCE}}
{{#CARRIED_OUT}}
<section class="panel" aria-labelledby="part_carried-out">
<h2 id="part_carried-out">How the approaches are carried out</h2>
<p class="note">Judged by programs from the words of this record; every rating but “not found” rests on words quoted from it. It says nothing about whether outcomes improved. <a href="{{ROOT}}about/evidence.html#carried-out">How this is judged</a></p>
{{#APPROACH}}
<details id="{{SLUG}}"{{#OPEN}} open{{/OPEN}}>
<summary><h3>{{NAME}}: {{FIT}}</h3> <span>{{COUNTS}}</span></summary>
<ul class="criteria">
{{#CRITERION}}
<li class="{{STATE}}">
<h4>{{NAME}}: <b>{{RATING}}</b></h4>
<p>{{RATIONALE}} <small>{{CONFIDENCE}}.</small></p>
{{#QUOTE}}
<blockquote><p>{{TEXT}}</p>{{#SECTION}} <footer>under <a href="{{HREF}}">{{LABEL}}</a></footer>{{/SECTION}}</blockquote>
{{/QUOTE}}
</li>
{{/CRITERION}}
</ul>
{{#NOT_FOUND}}
<p><b>Not found in the text:</b> {{NOT_FOUND}}.</p>
{{/NOT_FOUND}}
<p class="note">Assessor: {{NAME}}, version {{VERSION}}.</p>
</details>
{{/APPROACH}}
{{#OTHER}}
<p>Not about: {{OTHER}}.</p>
{{/OTHER}}
{{#PROBLEM}}
<p class="note">No assessment by {{NAME}} {{VERSION}}: it {{MESSAGE}}.</p>
{{/PROBLEM}}
</section>
{{/CARRIED_OUT}}
{{#ANY_IN_REVIEW}}
<section class="prose" aria-labelledby="part_in-reviews">
<h2 id="part_in-reviews">In evidence reviews</h2>
<ul>
{{#IN_REVIEW}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></li>
{{/IN_REVIEW}}
</ul>
</section>
{{/ANY_IN_REVIEW}}
{{#GROUP}}
<section aria-labelledby="{{SLUG}}">
<h2 id="{{SLUG}}">{{HEADING}}</h2>
<ul class="rows">
{{#ROW}}
{{>ROW}}
{{/ROW}}
{{#ABSENT}}
<li class="row">{{TEXT}} <span class="note">(this record is not published)</span></li>
{{/ABSENT}}
</ul>
{{#ANY_MORE}}
<ul class="terms">
{{#MORE}}
<li><a class="more" href="{{ROOT}}{{HREF}}">{{LABEL}}</a></li>
{{/MORE}}
</ul>
{{/ANY_MORE}}
{{#NOTE}}
<p class="note">{{NOTE}}</p>
{{/NOTE}}
</section>
{{/GROUP}}
{{#ANY_SOURCE}}
<section aria-labelledby="part_sources">
<h2 id="part_sources">Sources</h2>
<ol class="sources">
{{#SOURCE}}
<li id="{{SLUG}}">{{TEXT}}{{#ADDRESS}}<a href="{{URL}}">{{SHOWN}}</a>{{/ADDRESS}}{{AFTER}}{{#NOTE}} <span class="note">{{NOTE}}.</span>{{/NOTE}}{{#UNCITED}} <span class="note">(not cited in the text)</span>{{/UNCITED}}</li>
{{/SOURCE}}
</ol>
</section>
{{/ANY_SOURCE}}
<section aria-labelledby="part_cite">
<h2 id="part_cite">Cite this</h2>
<p class="cite">{{CITE}}{{#CITE_URL}} <a href="{{CITE_URL}}">{{CITE_URL}}</a>{{/CITE_URL}}</p>
{{#ANY_FORM}}
<p>This record for programs:{{#FORM}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{#FORM_separator}},{{/FORM_separator}}{{/FORM}}.</p>
{{/ANY_FORM}}
<p>Licence: {{LICENCE}}.</p>
</section>
<section aria-labelledby="part_history">
<h2 id="part_history">Reviews and changes</h2>
<p>{{#REVIEWED}}Last held against its sources on {{REVIEWED}}. {{/REVIEWED}}{{#NEXT_DUE}}Next review due {{NEXT_DUE}}.{{/NEXT_DUE}}{{#OVERDUE}} <b>Overdue.</b>{{/OVERDUE}}</p>
{{#ANY_CHANGE}}
<ul class="changes">
{{#CHANGE}}
<li><b>{{DATE}}</b> {{NOTE}}</li>
{{/CHANGE}}
</ul>
{{/ANY_CHANGE}}
</section>
</div>
</div>
</article>
