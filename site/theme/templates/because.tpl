{{%AUTOESCAPE context="HTML"}}
<dt>{{QUESTION}}</dt>
<dd><b>{{ANSWER}}.</b>{{#NOTE}} {{NOTE}}{{/NOTE}}{{#WORDS}} <q>{{WORDS}}</q>{{/WORDS}}{{#WHERE}} <span class="note">({{WHERE}})</span>{{/WHERE}}</dd>
