"""The demo college, played through the real actions with a fixed seed: nothing here writes rows on its own."""
