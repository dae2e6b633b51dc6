from diptych.cli import app

app()
