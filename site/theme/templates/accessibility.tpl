{{%AUTOESCAPE context="HTML"}}
<div class="prose">
<h1>Accessibility</h1>
<p class="lead">These pages are meant to be read by everybody: with a keyboard, a screen reader, on a small telephone, at four times the size, on paper, in the dark, and without a network.</p>
<h2 id="aim">What we aim at</h2>
<p>The Web Content Accessibility Guidelines 2.2, level AA.</p>
<ul>
<li>Pages use no scripts, but for the search page, which without scripts leads to the lists. Nothing moves, nothing opens by itself, nothing times out.</li>
<li>Each page has one main heading, landmarks, a link past the navigation, and a language.</li>
<li>Nothing is said by colour alone: kinds of record, results and ratings are always in words.</li>
<li>Text reflows at a width of 320 pixels; only tables scroll, in a region that takes keyboard focus.</li>
<li>Links and controls are at least 24 pixels high.</li>
<li>Colours follow the settings of your system: light, dark, forced colours and reduced motion.</li>
</ul>
<h2 id="fails">What is known to fail</h2>
<ul>
<li>Quoted passages and titles in another language are not marked as such.</li>
<li>Linked sources are other people's pages and files; many are PDF files that a screen reader reads badly.</li>
<li>The pages have been checked with tools and keyboards, not yet by people who use assistive technology every day.</li>
</ul>
<h2 id="tell">Tell us</h2>
<p>{{#PUBLISHER}}If something keeps you from reading a page, tell {{PUBLISHER}}, who publish this library. {{/PUBLISHER}}Name the page, what you used, and what happened.</p>
</div>
