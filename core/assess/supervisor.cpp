namespace fieldbook {}
