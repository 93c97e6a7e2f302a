"""/hoinghi: a conference is planned, announced, changed, put off and called off."""
