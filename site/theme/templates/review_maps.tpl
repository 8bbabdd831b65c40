{{%AUTOESCAPE context="HTML"}}
<h1>Gap maps</h1>
<p class="lead">{{REVIEW_TITLE}}: where it has studies, and where it has none.</p>
{{>REVIEW_FRAME}}
{{#MAP}}
<div>
<h2 id="map-{{SLUG}}">{{TITLE}}</h2>
<p>{{ABOUT}} Each number leads to its studies. A study can stand in several rows and columns.</p>
<section class="scroll" aria-label="{{TITLE}}" tabindex="0">
<table class="map">
<caption class="vh">{{TITLE}}</caption>
<thead>
<tr><td></td>{{#COLUMN}}<th scope="col"><span>{{LABEL}}</span></th>{{/COLUMN}}</tr>
</thead>
<tbody>
{{#LINE}}
<tr><th scope="row">{{LABEL}}</th>
{{#CELL}}
{{#FILLED}}
<td><a href="#{{SLUG}}"><b aria-hidden="true">{{COUNT}}</b><span class="vh">{{WORDS}}</span></a></td>
{{/FILLED}}
{{#NO_FILLED}}
<td class="gap"><span class="vh">gap</span></td>
{{/NO_FILLED}}
{{/CELL}}
</tr>
{{/LINE}}
</tbody>
</table>
</section>
<h3>The studies behind each number</h3>
<div class="behind">
{{#LIST}}
<section id="{{SLUG}}">
<h4>{{LABEL}} <span class="count">{{COUNT}}</span></h4>
<ul>
{{#STUDY}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>: {{TITLE}}</li>
{{/STUDY}}
</ul>
</section>
{{/LIST}}
</div>
</div>
{{/MAP}}
