{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{{SHORT_NAME}}</ShortName>
<Description>{{DESCRIPTION}}</Description>
<Url type="text/html" template="{{ROOT_URL}}search/index.html?q={searchTerms}"/>
<InputEncoding>UTF-8</InputEncoding>
<Language>{{LANG}}</Language>
</OpenSearchDescription>
