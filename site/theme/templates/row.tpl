{{%AUTOESCAPE context="HTML"}}
<li class="row">
<p class="kind">{{KIND}}{{#WHERE}} <span>{{WHERE}}</span>{{/WHERE}}{{#WHEN}} <span>{{WHEN}}</span>{{/WHEN}}</p>
<h3><a href="{{ROOT}}{{HREF}}">{{TITLE}}</a></h3>
<p class="summary">{{SUMMARY}}</p>
{{#ANY_STATEMENT}}
<ul class="statements">
{{#STATEMENT}}
<li>{{LABEL}}: <b>{{VALUE}}</b></li>
{{/STATEMENT}}
</ul>
{{/ANY_STATEMENT}}
{{#PASSAGE}}
<blockquote><p>{{TEXT}}</p><footer><a href="{{ROOT}}{{HREF}}#{{FRAGMENT}}">{{HEADING}}, in full</a></footer></blockquote>
{{/PASSAGE}}
{{#NOTE}}
<p class="note">{{NOTE}}</p>
{{/NOTE}}
</li>
