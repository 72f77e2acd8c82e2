# Built from the repository's root: docker build -f infra/Dockerfile.app .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish ShopSupport.App/ShopSupport.App.csproj -c Release -o /published -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# curl asks for the health; the other two are checked, since Japanese dates and time zones need them.
RUN apt-get update \
    && apt-get install -y --no-install-recommends curl tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && ls /usr/lib/*/libicuuc.so.* \
    && test -e /usr/share/zoneinfo/Asia/Tokyo
RUN mkdir /data && chown $APP_UID /data
WORKDIR /app
COPY --from=build /published .
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    ASPNETCORE_URLS=http://+:8080 \
    ASPNETCORE_HTTP_PORTS= \
    Data__Directory=/data
VOLUME /data
EXPOSE 8080
USER $APP_UID
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "ShopSupport.App.dll"]
