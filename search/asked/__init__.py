"""What people look for, counted without persons: *Zoekvragen*."""
