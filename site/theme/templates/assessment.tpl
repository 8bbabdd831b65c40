{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>{{TITLE}}: how well approaches are carried out</title>
<meta name="color-scheme" content="light dark">
<style>
{{STYLE_HTML:none}}
</style>
</head>
<body class="assessment">
<main id="content">
<h1>{{TITLE}}</h1>
<p class="lead">How well each approach is carried out, by what the text says; not whether it works. A program read the text: hold each rating against the words that it quotes, and read “missing” as “not in words that it knows”.</p>
<section aria-labelledby="side">
<h2 id="side">Side by side</h2>
<section class="scroll" tabindex="0" aria-label="The approaches in a table">
<table>
<thead><tr><th scope="col">Approach</th><th scope="col">Fit</th><th scope="col">Strong</th><th scope="col">Partly</th><th scope="col">Missing</th><th scope="col">Warnings</th></tr></thead>
<tbody>
{{#SIDE}}
<tr><th scope="row"><a href="#{{SLUG}}">{{NAME}}</a></th><td>{{FIT}}</td><td>{{STRONG}}</td><td>{{PARTLY}}</td><td>{{MISSING}}</td><td>{{WARNINGS}}</td></tr>
{{/SIDE}}
</tbody>
</table>
</section>
{{#PROBLEM}}
<p class="note">No assessment by {{NAME}}, which {{OUTCOME}}: {{MESSAGE}}.</p>
{{/PROBLEM}}
</section>
{{#SINCE}}
<section class="panel" aria-labelledby="since">
<h2 id="since">Since the earlier draft, {{EARLIER}}</h2>
{{#SAME}}
<p>Nothing that the assessors see has changed.</p>
{{/SAME}}
{{#ANY_FIT_CHANGE}}
<ul>
{{#FIT_CHANGE}}
<li>{{NAME}}: {{BEFORE}} → {{AFTER}}</li>
{{/FIT_CHANGE}}
</ul>
{{/ANY_FIT_CHANGE}}
{{#ANY_CHANGE}}
<ul class="criteria">
{{#CHANGE}}
<li class="{{STATE}}">
<h3>{{NAME}}: {{#MOVED}}{{BEFORE}} → <b>{{AFTER}}</b>{{/MOVED}}{{#NO_MOVED}}still {{AFTER}}, in other words{{/NO_MOVED}}</h3>
<p class="note">{{APPROACH_NAME}}</p>
{{#GAINED}}
<p>New: <ins>“{{TEXT}}”</ins></p>
{{/GAINED}}
{{#LOST}}
<p>Gone: <del>“{{TEXT}}”</del></p>
{{/LOST}}
</li>
{{/CHANGE}}
</ul>
{{/ANY_CHANGE}}
{{#NOT_COMPARED}}
<p class="note">Not compared, since only one of the two has them: {{NOT_COMPARED}}.</p>
{{/NOT_COMPARED}}
</section>
{{/SINCE}}
{{#APPROACH}}
<details id="{{SLUG}}"{{#OPEN}} open{{/OPEN}}>
<summary><h2>{{NAME}}: {{FIT}}</h2></summary>
{{#PART}}
<h3>{{HEADING}}</h3>
<ul class="criteria">
{{#ITEM}}
<li class="{{STATE}}">
<h4>{{NAME}} <small class="note">{{ID}}</small></h4>
{{#QUOTE}}
<blockquote><p>{{TEXT}}</p>{{#WHERE}} <footer>{{WHERE}}</footer>{{/WHERE}}</blockquote>
{{/QUOTE}}
{{#RATIONALE}}
<p class="note">{{RATIONALE}}</p>
{{/RATIONALE}}
{{#TO_DO}}
<p><b>To do:</b> {{TO_DO}}</p>
{{/TO_DO}}
{{#ANY_READ}}
<p><b>To read:</b></p>
<ul>
{{#READ}}
<li>{{#ADDRESS}}<a href="{{ADDRESS}}">{{TITLE}}</a>{{/ADDRESS}}{{#NO_ADDRESS}}{{TITLE}} <small class="note">({{RECORD}})</small>{{/NO_ADDRESS}}: {{REASON}}</li>
{{/READ}}
</ul>
{{/ANY_READ}}
</li>
{{/ITEM}}
</ul>
{{/PART}}
<p class="note">Assessor: {{NAME}}, version {{VERSION}}.</p>
</details>
{{/APPROACH}}
</main>
<footer class="site"><p>Made with {{MADE_BY}}. “Strong” says that the text tells it as done or in force; no page can tell whether it is true, nor whether it improved anybody’s life.</p></footer>
</body>
</html>
