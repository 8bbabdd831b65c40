{{%AUTOESCAPE context="XML"}}
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#PAGE}}
<url><loc>{{URL}}</loc>{{#CHANGED}}<lastmod>{{CHANGED}}</lastmod>{{/CHANGED}}</url>
{{/PAGE}}
</urlset>
