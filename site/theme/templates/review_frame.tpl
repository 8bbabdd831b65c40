{{%AUTOESCAPE context="HTML"}}
{{#NOTICE}}
<p class="notice" role="note"><b>Read this first.</b> {{NOTICE}}</p>
{{/NOTICE}}
<nav class="parts" aria-label="Parts of this review">
<ul>
{{#PART}}
<li><a href="{{ROOT}}{{HREF}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{LABEL}}</a></li>
{{/PART}}
</ul>
</nav>
