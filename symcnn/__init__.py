"""symcnn"""
