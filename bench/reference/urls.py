"""The addresses of Nape, and the reference at /plain/."""

from django.db.transaction import atomic
from django.urls import include, path
from rest_framework.authentication import TokenAuthentication
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.routers import SimpleRouter
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ModelViewSet

from bench.reference.models import PlainEpisode, PlainReading
from nape.urls import urlpatterns as nape


class PlainReadingSerializer(ModelSerializer):
    class Meta:
        model = PlainReading
        exclude = ("of",)


class PlainSerializer(ModelSerializer):
    readings = PlainReadingSerializer(many=True)

    class Meta:
        model = PlainEpisode
        exclude = ("person",)

    def create(self, validated_data):
        readings = validated_data.pop("readings")
        with atomic():
            episode = super().create(validated_data)
            for reading in readings:
                PlainReading.objects.create(of=episode, **reading)
        return episode


class Pages(CursorPagination):
    page_size = 100
    ordering = ("-started_at", "id")


class PlainEpisodes(ModelViewSet):
    serializer_class = PlainSerializer
    pagination_class = Pages
    authentication_classes = (TokenAuthentication,)
    permission_classes = (IsAuthenticated,)
    renderer_classes = (JSONRenderer,)
    parser_classes = (JSONParser,)

    def get_queryset(self):
        return PlainEpisode.objects.filter(person=self.request.user).prefetch_related("readings")

    def perform_create(self, serializer):
        serializer.save(person=self.request.user)


router = SimpleRouter()
router.register("episodes", PlainEpisodes, basename="plain")
urlpatterns = [*nape, path("plain/", include(router.urls))]
