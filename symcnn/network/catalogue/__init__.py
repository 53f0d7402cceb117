"""The layer kinds, conventions and publications that come with the package: one `.cnn` file each."""
