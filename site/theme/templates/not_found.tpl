{{%AUTOESCAPE context="HTML"}}
<div class="prose">
<h1>There is no page at this address</h1>
<p class="lead">It may have been renamed, or the address may be mistyped.</p>
<p>Try the <a href="{{ROOT}}index.html">home page</a>, <a href="{{ROOT}}browse/index.html">all ways in</a>, or a list:</p>
<ul class="terms">
{{#COUNTED}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/COUNTED}}
</ul>
</div>
