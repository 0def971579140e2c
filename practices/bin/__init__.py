"""The bin: a sheet that an editor deleted stays for a while with all that hangs on it, and can be put back."""
