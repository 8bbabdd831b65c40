{{%AUTOESCAPE context="HTML"}}
<nav class="checked" aria-label="Your plan" lang="{{LANG}}">
<p>Checked against {{NAMES}}. <a href="{{AGAIN}}">Check another text</a> against the same.</p>
</nav>
