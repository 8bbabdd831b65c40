{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
{{#EFFECT}}
<p class="lead">Approaches against outcomes: how many evaluations have looked, and where nobody has. Numbers count evaluations. They do not say how large an effect is, or whether there is one.</p>
{{/EFFECT}}
{{#PRACTICE}}
<p class="lead">Approaches against what practice examples tell of putting them into practice: how many have something to say under each heading.</p>
{{/PRACTICE}}
<p>{{COUNTED}}, as of {{AS_OF}}. {{#OTHER}}<a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{/OTHER}}</p>
{{#EFFECT}}
<ul class="key">
<li><svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20"><circle cx="10" cy="10" r="7"/></svg> strong evidence</li>
<li><svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20"><rect x="3" y="3" width="14" height="14"/></svg> moderate</li>
<li><svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20"><path d="M10 3 18 17H2Z"/></svg> limited, very limited or contested</li>
<li><span class="gap" aria-hidden="true"></span> gap: no evaluation</li>
<li>The larger a shape, the more evaluations. An asterisk: nothing but very limited evidence.</li>
</ul>
{{/EFFECT}}
<section class="scroll" aria-label="{{TITLE}}" tabindex="0">
<table class="map">
<caption class="vh">{{TITLE}}, as of {{AS_OF}}</caption>
<thead>
<tr><td></td>{{#COLUMN}}<th scope="col"><span>{{LABEL}}</span></th>{{/COLUMN}}<th scope="col"><span>All</span></th></tr>
</thead>
<tbody>
{{#LINE}}
<tr><th scope="row">{{#LINKED}}<a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{/LINKED}}{{#NO_LINKED}}{{LABEL}}{{/NO_LINKED}}</th>
{{#CELL}}
{{#FILLED}}
<td><a href="{{ROOT}}{{HREF}}">{{#CIRCLE}}<svg aria-hidden="true" width="{{SIZE}}" height="{{SIZE}}" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9"/></svg>{{/CIRCLE}}{{#SQUARE}}<svg aria-hidden="true" width="{{SIZE}}" height="{{SIZE}}" viewBox="0 0 20 20"><rect x="2" y="2" width="16" height="16"/></svg>{{/SQUARE}}{{#TRIANGLE}}<svg aria-hidden="true" width="{{SIZE}}" height="{{SIZE}}" viewBox="0 0 20 20"><path d="M10 2 19 18H1Z"/></svg>{{/TRIANGLE}}<b aria-hidden="true">{{COUNT}}{{#ONLY_WEAKEST}}*{{/ONLY_WEAKEST}}</b><span class="vh">{{WORDS}}</span></a></td>
{{/FILLED}}
{{#NO_FILLED}}
<td class="gap"><span class="vh">gap</span></td>
{{/NO_FILLED}}
{{/CELL}}
<td class="sum">{{TOTAL}}</td></tr>
{{/LINE}}
</tbody>
<tfoot>
<tr><th scope="row">All</th>{{#COLUMN_TOTAL}}<td class="sum">{{TOTAL}}</td>{{/COLUMN_TOTAL}}<td></td></tr>
</tfoot>
</table>
</section>
<p class="note">One record can stand in several rows and columns, so totals are smaller than sums.</p>
{{#ANY_GAP}}
<section class="prose" aria-labelledby="gaps">
<h2 id="gaps">The gaps in words</h2>
<dl class="scale">
{{#GAP}}
<div><dt>{{LABEL}}</dt>
{{#ABSOLUTE}}
<dd><b>Nothing found on:</b> {{ABSOLUTE}}.</dd>
{{/ABSOLUTE}}
{{#WEAK}}
<dd><b>Nothing but very limited evidence (self-reported results, single cases) on:</b> {{WEAK}}.</dd>
{{/WEAK}}
</div>
{{/GAP}}
</dl>
<p class="note">A gap here is a gap in this library. Studies may exist that its writers have not found or read.</p>
</section>
{{/ANY_GAP}}
{{#ANY_PART}}
<section aria-labelledby="parts">
<h2 id="parts">The same map for one sector</h2>
<ul class="terms wide">
{{#PART}}
<li><a href="{{ROOT}}{{HREF}}"{{#CURRENT}} aria-current="page"{{/CURRENT}}>{{LABEL}}</a></li>
{{/PART}}
</ul>
</section>
{{/ANY_PART}}
<p>This map for programs:{{#FORM}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{#FORM_separator}},{{/FORM_separator}}{{/FORM}}.</p>
