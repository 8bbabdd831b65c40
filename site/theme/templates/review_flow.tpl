{{%AUTOESCAPE context="HTML"}}
<h1>From records to studies</h1>
<p class="lead">{{REVIEW_TITLE}}: the PRISMA 2020 flow, counted from the decisions. Each number leads to the records it counts.</p>
{{>REVIEW_FRAME}}
<figure class="plot"><section class="scroll" aria-label="Flow diagram" tabindex="0">{{FLOW_HTML:none}}</section></figure>
<section aria-labelledby="numbers">
<h2 id="numbers">The same in a table</h2>
<section class="scroll" aria-label="The flow in a table" tabindex="0">
<table>
<thead><tr><th scope="col">Box</th><th scope="col">Number</th></tr></thead>
<tbody>
{{#BOX}}
<tr><th scope="row">{{LABEL}}{{#ANY_PART_OF_IT}}<ul>{{#PART_OF_IT}}<li>{{LABEL}}: {{COUNT}}</li>{{/PART_OF_IT}}</ul>{{/ANY_PART_OF_IT}}</th><td>{{#LISTED}}<a href="#{{SLUG}}">{{COUNT}}<span class="vh"> of the box {{LABEL}}</span></a>{{/LISTED}}{{#NO_LISTED}}{{COUNT}}{{/NO_LISTED}}</td></tr>
{{/BOX}}
</tbody>
</table>
</section>
</section>
<h2>The records behind each number</h2>
<div class="behind">
{{#LIST}}
<section id="{{SLUG}}">
<h3>{{LABEL}} <span class="count">{{COUNT}}</span></h3>
<ol>
{{#ITEM}}
<li>{{#RECORD}}<a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>: {{/RECORD}}{{TEXT}}{{#WHERE}} <span class="note">({{WHERE}})</span>{{/WHERE}}</li>
{{/ITEM}}
</ol>
</section>
{{/LIST}}
</div>
