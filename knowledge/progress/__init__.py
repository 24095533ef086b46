"""How far an indicator has come: the rules of status and achievement (`rules`), and the series of its chart (`trend`)."""
