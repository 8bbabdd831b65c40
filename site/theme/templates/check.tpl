{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'">
<title>Check your plan – {{TITLE}}</title>
<meta name="color-scheme" content="light dark">
<style>
{{STYLE_HTML:none}}
</style>
</head>
<body class="assessment">
<header class="site">
<p class="name"><a href="/index.html">{{TITLE}}</a></p>
</header>
<main id="content">
<h1>Check your plan</h1>
<p class="lead">Paste a draft. You get a reading of how well it carries out each approach, with your own words quoted, what is missing, and records of the library to read next.</p>
{{#MESSAGE}}
<p class="note" role="alert">{{MESSAGE}}</p>
{{/MESSAGE}}
<form class="plan" action="/check" method="post" enctype="multipart/form-data">
<p><label for="text">Your text</label></p>
<p><textarea id="text" name="text" rows="18">{{TEXT_HTML:none}}</textarea></p>
<p><label for="file">or a document (.docx, .odt, .pdf, .html, .md, .txt; at most {{LARGEST}})</label></p>
<p><input id="file" name="file" type="file" accept=".docx,.odt,.pdf,.html,.htm,.md,.txt"></p>
{{#ANY_APPROACH}}
<fieldset>
<legend>Approaches to check it against</legend>
<ul class="choices">
{{#APPROACH}}
<li><label><input type="checkbox" name="approach" value="{{ID}}" aria-describedby="about_{{ID}}"{{#CHOSEN}} checked{{/CHOSEN}}> {{NAME}}</label>
<p class="note" id="about_{{ID}}">{{ABOUT}}</p></li>
{{/APPROACH}}
</ul>
</fieldset>
{{/ANY_APPROACH}}
<p><button type="submit">Check</button></p>
</form>
<p>The text does not leave this computer, and nothing is kept.</p>
</main>
<footer class="site"><p>Made by {{MADE_BY}}.</p></footer>
</body>
</html>
