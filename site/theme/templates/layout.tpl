{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="{{LANG}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';{{#SCRIPTED}} script-src 'self';{{/SCRIPTED}} style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'">
<title>{{PAGE_TITLE}}{{#NO_HOME}} – {{SITE_TITLE}}{{/NO_HOME}}</title>
<meta name="description" content="{{DESCRIPTION}}">
<meta name="color-scheme" content="light dark">
{{#META}}
<meta name="{{NAME}}" content="{{CONTENT}}">
{{/META}}
{{#CANONICAL}}
<link rel="canonical" href="{{CANONICAL}}">
{{/CANONICAL}}
<link rel="stylesheet" href="{{ROOT}}css/site.css">
{{#NO_ALONE}}
<link rel="alternate" type="application/atom+xml" title="What is new" href="{{ROOT}}feed.xml">
{{/NO_ALONE}}
{{#OPENSEARCH}}
<link rel="search" type="application/opensearchdescription+xml" title="{{SITE_TITLE}}" href="{{ROOT}}opensearch.xml">
{{/OPENSEARCH}}
{{#ALTERNATE}}
<link rel="alternate" type="{{TYPE}}" title="{{TITLE}}" href="{{ROOT}}{{HREF}}">
{{/ALTERNATE}}
{{#LINKED_DATA}}
<script type="application/ld+json">{{DATA_JSON:none}}</script>
{{/LINKED_DATA}}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="site">
<p class="name">{{#NO_ALONE}}<a href="{{ROOT}}index.html">{{SITE_TITLE}}</a>{{/NO_ALONE}}{{#ALONE}}{{SITE_TITLE}}{{/ALONE}}</p>
{{#FIND}}
<form class="find" role="search" action="{{ROOT}}search/index.html">
<label class="vh" for="find">Search the library</label>
<input id="find" name="q" type="search" maxlength="2000" placeholder="Search">
<button type="submit">Search</button>
</form>
{{/FIND}}
{{#NO_ALONE}}
<nav aria-label="Main">
<ul>
{{#NAVIGATION}}
<li><a href="{{ROOT}}{{HREF}}"{{#CURRENT}} aria-current="true"{{/CURRENT}}>{{LABEL}}</a></li>
{{/NAVIGATION}}
</ul>
</nav>
{{/NO_ALONE}}
</header>
<main id="content" tabindex="-1">
{{#ANY_CRUMB}}
<nav class="crumbs" aria-label="You are here">
<ol>
<li><a href="{{ROOT}}index.html">Home</a></li>
{{#CRUMB}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></li>
{{/CRUMB}}
</ol>
</nav>
{{/ANY_CRUMB}}
{{>CONTENT}}
</main>
<footer class="site">
{{#NO_ALONE}}
<nav aria-label="About this site">
<ul>
<li><a href="{{ROOT}}about/index.html">About this library</a></li>
<li><a href="{{ROOT}}about/evidence.html">About the evidence</a></li>
<li><a href="{{ROOT}}vocabulary/index.html">Vocabulary</a></li>
<li><a href="{{ROOT}}overdue.html">Overdue for review</a></li>
<li><a href="{{ROOT}}about/accessibility.html">Accessibility</a></li>
<li><a href="{{ROOT}}feed.xml">Feed of what is new</a></li>
</ul>
</nav>
{{/NO_ALONE}}
<p>{{#PUBLISHER}}Published by {{PUBLISHER}}. {{/PUBLISHER}}Licence of the texts: {{#LICENCE_URL}}<a rel="license" href="{{LICENCE_URL}}">{{LICENCE}}</a>{{/LICENCE_URL}}{{#NO_LICENCE_URL}}{{LICENCE}}{{/NO_LICENCE_URL}}. As of {{AS_OF}}. Made with Fieldbook.<span class="screen"> No cookies, no tracking.{{#NO_SCRIPTED}} No scripts on this page.{{/NO_SCRIPTED}}</span></p>
</footer>
</body>
</html>
