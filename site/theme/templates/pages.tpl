{{%AUTOESCAPE context="HTML"}}
{{#PAGING}}
<nav class="paging" aria-label="Pages of this list">
<p>{{POSITION}}</p>
<ul>
{{#PREVIOUS}}
<li><a rel="prev" href="{{ROOT}}{{HREF}}">Previous page</a></li>
{{/PREVIOUS}}
{{#PAGE}}
<li><a href="{{ROOT}}{{HREF}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}><span class="vh">Page </span>{{NUMBER}}</a></li>
{{/PAGE}}
{{#NEXT}}
<li><a rel="next" href="{{ROOT}}{{HREF}}">Next page</a></li>
{{/NEXT}}
</ul>
</nav>
{{/PAGING}}
