fieldbookTake("years","  vM%}M zM yM#xM+    ")
