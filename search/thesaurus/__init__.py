"""What else things are called: concepts with their names, owned by the editors (*Woordenlijst*)."""
