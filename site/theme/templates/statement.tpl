{{%AUTOESCAPE context="HTML"}}
<section id="{{SLUG}}" class="statement">
<h3>{{TEXT}}</h3>
{{#WORDS}}
<blockquote><p>{{WORDS}}</p></blockquote>
{{/WORDS}}
{{#NO_JUDGED}}
<p>Not yet judged.</p>
{{/NO_JUDGED}}
{{#JUDGED}}
<p>{{LABEL}}: <b>{{VALUE}}</b></p>
<details><summary>Why: {{TITLE}}</summary>
<dl class="scale">
{{#BECAUSE}}
<div>{{>BECAUSE}}</div>
{{/BECAUSE}}
</dl>
</details>
{{/JUDGED}}
<p class="note">Rests on:{{#STUDY}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{#STUDY_separator}};{{/STUDY_separator}}{{/STUDY}}.</p>
</section>
