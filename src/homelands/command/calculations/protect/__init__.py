"""Tables made safe to publish: one module for each kind."""
