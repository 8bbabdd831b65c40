{{%AUTOESCAPE context="HTML"}}
<h1>{{TITLE}}</h1>
<p class="lead">{{LEAD}}</p>
<p class="note">Different places, people and times: look at what differs before you credit a result to the approach.</p>
<section class="scroll" aria-label="Comparison" tabindex="0">
<table class="compare">
<thead>
<tr><td></td>
{{#EXAMPLE}}
<th scope="col"><span class="kind">{{KIND}}</span> <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a></th>
{{/EXAMPLE}}
</tr>
</thead>
<tbody>
{{#LINE}}
<tr><th scope="row">{{LABEL}}</th>
{{#CELL}}
<td>{{TEXT}}{{#MORE}} <a href="{{ROOT}}{{HREF}}">{{LABEL}}</a>{{/MORE}}</td>
{{/CELL}}
</tr>
{{/LINE}}
</tbody>
</table>
</section>
{{#ALL}}
<p><a class="more" href="{{ROOT}}{{HREF}}">{{LABEL}}</a></p>
{{/ALL}}
