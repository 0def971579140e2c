"""What readers get at an address: a sheet, the municipalities, the feed and the sitemap."""
