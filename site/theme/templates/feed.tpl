{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{{LANG}}">
<id>{{ID}}</id>
<title>{{TITLE}}</title>
<updated>{{UPDATED}}</updated>
<link rel="alternate" type="text/html" href="{{HOME_URL}}"/>
{{#SELF}}
<link rel="self" type="application/atom+xml" href="{{SELF}}"/>
{{/SELF}}
<author><name>{{PUBLISHER}}</name></author>
<rights>{{RIGHTS}}</rights>
<generator>Fieldbook</generator>
{{#ENTRY}}
<entry>
<id>{{ID}}</id>
<title>{{TITLE}}</title>
<updated>{{UPDATED}}</updated>
<link rel="alternate" type="text/html" href="{{URL}}"/>
<category term="{{KIND}}"/>
<summary>{{SUMMARY}}</summary>
</entry>
{{/ENTRY}}
</feed>
