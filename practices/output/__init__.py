"""One sheet in another form than a page: PDF, share picture, mosaic, data for search engines."""
