from homelands.web.cli import main

main()
