{{%AUTOESCAPE context="HTML"}}
<h1>Search</h1>
<form id="search" class="find large" role="search" action="{{ROOT}}search/index.html">
<label for="words">What are you looking for?</label>
<div>
<input id="words" name="q" type="search" autocomplete="off" maxlength="2000" aria-describedby="how">
<button type="submit">Search</button>
</div>
<p id="how" class="note">Plain words will do. A “phrase in quotation marks”, AND, OR, NOT and word* work too.</p>
</form>
<noscript>
<p>This browser runs no scripts, and this page needs one to search.{{#NO_ALONE}} All records can be reached by the lists below.{{/NO_ALONE}}</p>
</noscript>
<div id="found" hidden>
<p id="count" role="status"></p>
<p id="meant" hidden></p>
<div class="columns">
<aside id="narrow" aria-label="Narrow down"></aside>
<div class="text">
<h2 class="vh">Results</h2>
<ol id="hits" class="rows"{{#ALONE}} data-pages="{{#RECORDS_AT}}{{RECORDS_AT}}{{/RECORDS_AT}}"{{/ALONE}}></ol>
<p><button id="more" type="button" hidden>Show more results</button></p>
</div>
</div>
</div>
{{#NO_ALONE}}
<section id="ways" aria-labelledby="lists">
<h2 id="lists">Or go by lists</h2>
<section aria-labelledby="kinds">
<h3 id="kinds">A to Z</h3>
<ul class="terms wide">
{{#COUNTED}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/COUNTED}}
</ul>
</section>
{{#FACET}}
<section aria-labelledby="by_{{NAME}}">
<h3 id="by_{{NAME}}">{{LABEL}}</h3>
<ul class="terms wide">
{{#TERM}}
<li><a href="{{ROOT}}{{HREF}}">{{LABEL}}</a> <span class="count">{{COUNT}}</span></li>
{{/TERM}}
</ul>
</section>
{{/FACET}}
<p><a class="more" href="{{ROOT}}browse/index.html">All ways in, with what each term means</a></p>
</section>
{{/NO_ALONE}}
<script defer src="{{ROOT}}js/search-stem.js"></script>
<script defer src="{{ROOT}}js/search-words.js"></script>
<script defer src="{{ROOT}}js/search-query.js"></script>
<script defer src="{{ROOT}}js/search-shards.js"></script>
<script defer src="{{ROOT}}search/library.js"></script>
<script defer src="{{ROOT}}search/vocabulary.js"></script>
<script defer src="{{ROOT}}js/search-rank.js"></script>
<script defer src="{{ROOT}}js/search-engine.js"></script>
<script defer src="{{ROOT}}js/search-spelling.js"></script>
<script defer src="{{ROOT}}js/search-passage.js"></script>
<script defer src="{{ROOT}}js/search-page.js"></script>
