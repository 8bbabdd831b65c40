{{%AUTOESCAPE context="HTML"}}
<div class="hero">
<h1>{{TITLE}}</h1>
<p class="lead">{{LEAD}}</p>
{{#SEARCH}}
<form class="find large" role="search" action="{{ROOT}}search/index.html">
<label for="words">What are you looking for?</label>
<div>
<input id="words" name="q" type="search" maxlength="2000">
<button type="submit">Search</button>
</div>
</form>
{{/SEARCH}}
<ul class="counts">
{{#COUNTED}}
<li><a href="{{ROOT}}{{HREF}}"><b>{{COUNT}}</b> {{LABEL}}</a></li>
{{/COUNTED}}
</ul>
</div>
<section aria-labelledby="questions">
<h2 id="questions">Start from your question</h2>
<ul class="cards">
{{#QUESTION}}
<li><h3><a href="{{ROOT}}{{HREF}}">{{QUESTION}}</a></h3><p>{{LABEL}}, {{COUNT}}</p></li>
{{/QUESTION}}
</ul>
</section>
{{#ANY_APPROACH}}
<section aria-labelledby="approaches">
<h2 id="approaches">Start from an approach</h2>
<ul class="cards">
{{#APPROACH}}
<li><h3><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></h3>{{#NOTE}}<p>{{NOTE}}</p>{{/NOTE}}<p class="count">{{COUNT}}</p></li>
{{/APPROACH}}
</ul>
</section>
{{/ANY_APPROACH}}
{{#ANY_WAY}}
<section aria-labelledby="ways">
<h2 id="ways">Or browse</h2>
<div class="ways">
{{#WAY}}
<section aria-labelledby="way_{{NAME}}">
<h3 id="way_{{NAME}}">{{LABEL}}</h3>
<ul class="terms">
{{#TERM}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/TERM}}
</ul>
</section>
{{/WAY}}
</div>
<p><a class="more" href="{{ROOT}}browse/index.html">All ways in, with what each term means</a></p>
</section>
{{/ANY_WAY}}
{{#ANY_NEW}}
<section aria-labelledby="new">
<h2 id="new">What is new</h2>
<ul class="rows">
{{#NEW}}
{{>ROW}}
{{/NEW}}
</ul>
{{#NEW_MORE}}
<p><a class="more" href="{{ROOT}}{{HREF}}">{{LABEL}}</a></p>
{{/NEW_MORE}}
</section>
{{/ANY_NEW}}
<section aria-labelledby="overdue">
<h2 id="overdue">Overdue for review</h2>
{{#NO_OVERDUE}}
<p>Every record was held against its sources in time. As of {{AS_OF}}.</p>
{{/NO_OVERDUE}}
{{#ANY_OVERDUE}}
<p>{{OVERDUE_COUNT}} past the day on which they should have been held against their sources again. As of {{AS_OF}}.</p>
<ul class="rows">
{{#OVERDUE}}
{{>ROW}}
{{/OVERDUE}}
</ul>
{{#OVERDUE_MORE}}
<p><a class="more" href="{{ROOT}}{{HREF}}">{{LABEL}}</a></p>
{{/OVERDUE_MORE}}
{{/ANY_OVERDUE}}
</section>
