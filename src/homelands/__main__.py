from homelands.command.cli import main

main()
