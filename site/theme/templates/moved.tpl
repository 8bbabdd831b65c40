{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; base-uri 'none'">
<meta http-equiv="refresh" content="0; url={{ROOT}}{{HREF}}">
<meta name="robots" content="noindex">
<title>Moved: {{TITLE}}</title>
{{#CANONICAL}}
<link rel="canonical" href="{{CANONICAL}}">
{{/CANONICAL}}
<link rel="stylesheet" href="{{ROOT}}css/site.css">
</head>
<body>
<main id="content">
<h1>This page has moved</h1>
<p>It is now at <a href="{{ROOT}}{{HREF}}">{{TITLE}}</a>.</p>
</main>
</body>
</html>
