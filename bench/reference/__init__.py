"""What Nape is measured against: a plain REST framework ModelViewSet of the same record."""
